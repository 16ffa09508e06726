using System.Buffers;
using System.Text.Json;
using SockTool.Core.Connections;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>How it is told: a line of text, or an object a line.</summary>
internal sealed partial class EventLog
{
    private void TellListening(BoundAddress address)
    {
        if (address.Backlog is { } backlog)
        {
            Tell(Verbosity.Usual, "listening", Messages.Listening(address), ("address", address.Name), ("backlog", backlog));
        }
        else
        {
            Tell(Verbosity.Usual, "listening", Messages.Listening(address), ("address", address.Name));
        }
    }

    private void TellDescriptor(object end)
    {
        if (Everything && end is IFileNumber { Descriptor: var descriptor })
        {
            Tell(Verbosity.Everything, "descriptor", Messages.Descriptor(descriptor), ("descriptor", descriptor));
        }
    }

    /// <summary>What a script should know too.</summary>
    private void TellUnlessQuiet(string name, string text, params ReadOnlySpan<(string Key, object Value)> fields) =>
        Tell(seeing.Verbosity == Verbosity.Quiet ? Verbosity.Everything : Verbosity.Quiet, name, text, fields);

    private void Tell(Verbosity from, string name, string text, params ReadOnlySpan<(string Key, object Value)> fields)
    {
        if (wanted >= from)
        {
            voice.Raw(LineOf(name, text, fields));
        }
    }

    private byte[] LineOf(string name, string text, ReadOnlySpan<(string Key, object Value)> fields) => seeing.Format == LogFormat.Json
        ? ToJson(name, client is { } number ? [("client", number), .. fields] : fields)
        : Voice.LineOf(Whose(text));

    private string Whose(string text) => client is { } number && clients == Clients.Many ? Messages.OfClient(number, text) : text;

    private byte[] ToJson(string name, ReadOnlySpan<(string Key, object Value)> fields)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteNumber("time", Math.Round(clock.GetElapsedTime(start).TotalSeconds, 6));
            foreach (var (key, value) in fields)
            {
                VerdictJson.WriteValue(json, key, value);
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }
}
