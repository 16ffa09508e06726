using System.Buffers;
using System.Text.Json;
using SockTool.Core.Connections;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>The last line of a process that ends at once. What passed in its sessions nobody has counted, so that is not said.</summary>
internal sealed class LastWord(Voice voice, SeeingSettings seeing)
{
    /// <param name="failure">The signal that ended it, after another one.</param>
    public void Say(Failure failure)
    {
        if (seeing.Format == LogFormat.Json)
        {
            voice.RawAtOnce(ToJson(failure));
        }
        else
        {
            voice.FailAtOnce(voice.Messages.EndedAtOnce(failure));
        }
    }

    // The verdict, as far as it is known.
    private static byte[] ToJson(Failure failure)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber("exit", ExitCodes.Of(failure));
            json.WriteString("cause", ExitCodes.CauseOf(failure));
            json.WriteString("message", Messages.Common.EndedAtOnce(failure));
            json.WriteString("endedBy", "signal");
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }
}
