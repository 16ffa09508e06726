namespace SockTool;

/// <summary>What is said of seeing what happens, in English.</summary>
internal sealed partial class EnglishMessages
{
    private static string SeeingHelp(string option) => option switch
    {
        "--verbose" => "tell events on stderr; -vv each read and write",
        "--quiet" => "tell errors only",
        "--log-format" => "events as text, or as one JSON object a line",
        "--verdict" => "write the run's verdict to this file as JSON",
        "--stats" => "tell bytes, rates and round trip at the end",
        "--digest" => "tell the hash of what was sent and received at the end",
        "--hex" => "show the bytes of both directions as a hex dump on stderr",
        "--tee" => "write the raw bytes of both directions to FILE as they come",
        "--explain" => "tell the story of each TCP connection: handshake, states, close",
        "--pcap" => "write the packets of each connection to FILE, for Wireshark",
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, null),
    };
}
