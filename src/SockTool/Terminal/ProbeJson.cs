using System.Buffers;
using System.Text.Json;
using SockTool.Core.Sessions;
using SockTool.Core.Values;

namespace SockTool.Terminal;

/// <summary>Rows of a probe as JSON, one object a line: the same names in every language and every version.</summary>
internal static class ProbeJson
{
    public static byte[] Write(IReadOnlyList<ProbeRow> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var row in rows)
        {
            using (var json = new Utf8JsonWriter(buffer))
            {
                WriteRow(json, row);
            }

            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRow(Utf8JsonWriter json, ProbeRow row)
    {
        json.WriteStartObject();
        json.WriteString("address", row.Endpoint.ToString());
        json.WriteString("state", row.State switch
        {
            ProbeState.Open => "open",
            ProbeState.Replied => "replied",
            ProbeState.Refused => "refused",
            ProbeState.TimedOut => "timed-out",
            ProbeState.Unreachable => "unreachable",
            _ => "unknown",
        });
        json.WriteNumber("exit", ExitCodes.Of(row.Failure));
        VerdictJson.WriteErrno(json, row.Failure);
        json.WriteString("message", row.Failure is { } failure ? Messages.Common.WhatFailed(failure) : "");
        VerdictJson.WriteSeconds(json, "elapsed", row.Elapsed);
        if (row.Banner is { } banner)
        {
            json.WriteString("banner", EscapedText.Escaped(banner.Span));
        }

        json.WriteEndObject();
    }
}
