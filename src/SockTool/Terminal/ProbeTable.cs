using System.Globalization;
using System.Text;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Core.Values;
using SockTool.Layout;

namespace SockTool.Terminal;

/// <summary>Rows of a probe for people: address, state, time, and why or what it said.</summary>
internal static class ProbeTable
{
    public static byte[] Write(IReadOnlyList<ProbeRow> rows, Messages messages)
    {
        var width = rows.Max(row => row.Endpoint.ToString().Length);
        var stateWidth = Enum.GetValues<ProbeState>().Max(state => DisplayWidth.Of(messages.ProbeState(state)));
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var time = string.Create(CultureInfo.InvariantCulture, $"{row.Elapsed.TotalMilliseconds,9:0.00} ms");
            text.Append($"{row.Endpoint.ToString().PadRight(width)}  {DisplayWidth.Pad(messages.ProbeState(row.State), stateWidth)}  {time}  {Remark(row, messages)}".TrimEnd()).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Remark(ProbeRow row, Messages messages) => row switch
    {
        { Failure: { Errno: > 0 and var errno } } => $"{Errno.NameOf(errno)} ({errno.ToString(CultureInfo.InvariantCulture)})",
        { State: ProbeState.Unknown, Failure: { } failure } => messages.WhatFailed(failure),
        { Banner: { } banner } => EscapedText.Printable(banner.Span.TrimEnd("\r\n"u8)),
        _ => "",
    };
}
