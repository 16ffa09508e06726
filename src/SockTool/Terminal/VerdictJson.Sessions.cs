using System.Text.Json;
using SockTool.Core.Native;
using SockTool.Core.Sessions;

namespace SockTool.Terminal;

/// <summary>The sessions of a server, one by one.</summary>
internal static partial class VerdictJson
{
    private static void WriteDialled(Utf8JsonWriter json, SessionResult session)
    {
        if (session.To is { } to)
        {
            json.WriteString("to", to);
            WriteSeconds(json, "connect", session.Connect);
        }
    }

    private static void WriteChild(Utf8JsonWriter json, ChildExit? child)
    {
        if (child is not null)
        {
            json.WriteStartObject("child");
            json.WriteNumber(child.End == ChildEnd.Signaled ? "signal" : "exit", child.Number);
            json.WriteEndObject();
        }
    }

    private static void WriteSessions(Utf8JsonWriter json, Verdict verdict)
    {
        if (!verdict.IsServer)
        {
            return;
        }

        json.WriteStartArray("sessions");
        foreach (var session in verdict.Sessions)
        {
            json.WriteStartObject();
            json.WriteString("peer", session.Peer);
            json.WriteString("local", session.Local);
            json.WriteString("cause", ExitCodes.CauseOf(session.Failure));
            WriteErrno(json, session.Failure);
            WriteBytes(json, session.BytesSent, session.BytesReceived, session.BytesNotDelivered);
            WriteEnd(json, session, session.Failure);
            WriteSeconds(json, "duration", session.Duration);
            WriteDialled(json, session);
            WriteDigest(json, session.Digest);
            WriteTcp(json, session.Tcp);
            WriteChild(json, session.Child);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
