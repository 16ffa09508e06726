using System.Buffers;
using System.Text.Json;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;

namespace SockTool.Terminal;

/// <summary>The verdict as JSON: the same names in every language and every version.</summary>
internal static partial class VerdictJson
{
    public static byte[] Write(Verdict verdict, Messages messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("exit", ExitCodes.Of(verdict.Failure));
            json.WriteString("cause", ExitCodes.CauseOf(verdict.Failure));
            WriteErrno(json, verdict.Failure);
            json.WriteString("message", verdict.Failure is null ? "" : messages.WhatFailed(verdict.Failure));
            json.WriteString("command", verdict.Command);
            json.WriteString("local", verdict.Local);
            json.WriteString("peer", verdict.Peer);
            json.WriteNumber("attempts", verdict.Attempts);
            WriteBytes(json, verdict.BytesSent, verdict.BytesReceived, verdict.BytesNotDelivered);
            WriteEnd(json, verdict.Sessions.Count > 0 ? verdict.Sessions[^1] : null, verdict.Failure);
            WriteTimings(json, verdict.Timings);
            WriteDigest(json, verdict.Digest);
            WriteTcp(json, verdict.Sessions.Count > 0 ? verdict.Sessions[^1].Tcp : null);
            WriteSessions(json, verdict);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteValue(Utf8JsonWriter json, string key, object value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumber(key, number);
                break;
            case long number:
                json.WriteNumber(key, number);
                break;
            case TimeSpan duration:
                WriteSeconds(json, key, duration == Timeout.InfiniteTimeSpan ? null : duration);
                break;
            case Enum word:
                json.WriteString(key, JsonNamingPolicy.CamelCase.ConvertName(word.ToString()));
                break;
            default:
                json.WriteString(key, value.ToString());
                break;
        }
    }

    public static void WriteErrno(Utf8JsonWriter json, Failure? failure)
    {
        if (failure is not { Errno: not 0 })
        {
            json.WriteNull("errno");
            return;
        }

        json.WriteStartObject("errno");
        json.WriteString("name", Errno.NameOf(failure.Errno));
        json.WriteNumber("number", failure.Errno);
        json.WriteEndObject();
    }

    private static void WriteBytes(Utf8JsonWriter json, long sent, long received, long notDelivered)
    {
        json.WriteNumber("bytesSent", sent);
        json.WriteNumber("bytesReceived", received);
        json.WriteNumber("bytesNotDelivered", notDelivered);
    }

    private static void WriteEnd(Utf8JsonWriter json, SessionResult? session, Failure? failure)
    {
        var endedBy = failure?.Kind switch
        {
            FailureKind.Signalled => EndedBy.Signal,
            FailureKind.Reset => EndedBy.Peer,
            FailureKind.Idle or FailureKind.Deadline or FailureKind.TimedOut or FailureKind.NobodyConnected or FailureKind.ConnectTimedOut => EndedBy.Timer,
            _ => session?.EndedBy ?? EndedBy.Us,
        };
        WriteValue(json, "endedBy", endedBy);
        if ((session?.End ?? (failure?.Kind == FailureKind.Reset ? SessionEnd.Reset : null)) is { } end)
        {
            WriteValue(json, "end", end);
        }
        else
        {
            json.WriteNull("end");
        }
    }

    private static void WriteTimings(Utf8JsonWriter json, RunTimings timings)
    {
        json.WriteStartObject("timings");
        WriteSeconds(json, "resolve", timings.Resolve);
        WriteSeconds(json, "connect", timings.Connect);
        WriteSeconds(json, "handshake", timings.Handshake);
        WriteSeconds(json, "firstByte", timings.FirstByte);
        WriteSeconds(json, "total", timings.Total);
        json.WriteEndObject();
    }

    public static void WriteSeconds(Utf8JsonWriter json, string key, TimeSpan? duration)
    {
        if (duration is { } known)
        {
            json.WriteNumber(key, Math.Round((decimal)known.TotalSeconds, 6)); // decimal: 0.000026 and not 2.6E-05
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void WriteDigest(Utf8JsonWriter json, Digests? digest)
    {
        if (digest is null)
        {
            json.WriteNull("digest");
            return;
        }

        json.WriteStartObject("digest");
        json.WriteString("algorithm", "sha256");
        json.WriteString("sent", digest.Sent);
        json.WriteString("received", digest.Received);
        json.WriteEndObject();
    }

    private static void WriteTcp(Utf8JsonWriter json, TcpInfo? tcp)
    {
        if (tcp is null)
        {
            json.WriteNull("tcp");
            return;
        }

        json.WriteStartObject("tcp");
        WriteSeconds(json, "rtt", TimeSpan.FromMicroseconds(tcp.RoundTripMicroseconds));
        json.WriteNumber("retransmits", tcp.Retransmits);
        json.WriteNumber("congestionWindow", tcp.CongestionWindow);
        json.WriteEndObject();
    }
}
