using System.Globalization;
using System.Text;

namespace SockTool.EndToEnd;

/// <summary>Text that others chose, made to move the cursor, ring, turn the line around or begin a new one: none of it reaches standard error raw (CVE-2004-1484, CVE-2024-58251).</summary>
public sealed class HostileTextTests : IDisposable
{
    private static readonly (string Name, byte[] Bytes)[] Texts =
    [
        ("ESC", Bytes.Utf8("a\u001b[2Jb")),
        ("BEL", Bytes.Utf8("a\ab")),
        ("C1, as a character", Bytes.Utf8("a\u009b2Jb")),
        ("C1, as a byte", [(byte)'a', 0x9b, (byte)'2', (byte)'J', (byte)'b']),
        ("bidi", Bytes.Utf8("a\u202eb")),
        ("new line", Bytes.Utf8("a\nsock: error: b")),
        ("carriage return", Bytes.Utf8("a\rsock: error: b")),
    ];

    private readonly Folder folder = new();

    public static TheoryData<string, string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string, string>();
            foreach (var place in new[] { "payload", "peer's path", "our path", "proxy's reply", "server's refusal", "certificate", "host" })
            {
                foreach (var (name, _) in Texts)
                {
                    table.Add(place, name, "text");
                    table.Add(place, name, "json");
                }
            }

            return table;
        }
    }

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Table))]
    public async Task Nothing_of_it_reaches_standard_error(string place, string name, string format)
    {
        Skip.If(OperatingSystem.IsWindows());
        var text = Texts.Single(one => one.Name == name).Bytes;
        var error = await TellAsync(place, text, $"-vv --log-format {format} --stats --hex --show-options=rcvbuf --progress always");
        var told = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(error);
        Assert.NotEmpty(told);
        var isUsage = place is "host" or "our path" && !told.StartsWith('{');
        Assert.DoesNotContain(told, character => character != '\n' && char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format);
        Assert.All(told.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
        {
            // Before it is known that the command line is one, a line is all there is to tell it with.
            if (format == "json" && !isUsage)
            {
                Schemas.Check(Schemas.Events, line);
            }
            else
            {
                Assert.Matches("^(sock: (?!error: b)|(\\[[0-9]+\\] )?[<>] [0-9a-f]{8}  )", line);
            }
        });

        // What it was is told all the same; a line of HTTP ends where it does.
        var escapes = format == "json" && !isUsage ? ["\\\\x", "\\u", "\\n", "\\r"] : new[] { "\\x", "is not UTF-8", "\ufffd" };
        Assert.True(place == "payload" || (name == "new line" && place is "proxy's reply" or "server's refusal") || escapes.Any(escape => told.Contains(escape, StringComparison.Ordinal)), told);
    }

    private Task<byte[]> TellAsync(string place, byte[] text, string options) => place switch
    {
        "payload" => TellPayloadAsync(text, options),
        "peer's path" => TellPeersPathAsync(text, options),
        "our path" => TellOfAsync($"unix:{folder.Root}/{Latin(text)}", options),
        "proxy's reply" => TellReplyAsync(text, proxy => $"connect 192.0.2.1:9 --proxy http://{proxy} {options}"),
        "server's refusal" => TellReplyAsync(text, server => $"connect ws://{server}/ {options}"),
        "certificate" => TellCertificateAsync(text, options),
        _ => TellOfAsync($"{Latin(text)}.example:1", options),
    };

    private static async Task<byte[]> TellPayloadAsync(byte[] text, string options)
    {
        await using var peer = await Peer.ThatSays(text);
        return await ErrorAsync($"connect {peer.Endpoint} {options}");
    }

    /// <summary>A client that is bound to it comes to a server.</summary>
    private async Task<byte[]> TellPeersPathAsync(byte[] text, string options)
    {
        await using var server = await Sock.ServeAsync($"echo-server unix:{folder["s"]} --clients 1 {options}");
        var script = "import os, socket; s = socket.socket(socket.AF_UNIX); s.bind(bytes.fromhex(os.environ['NAME'])); s.connect(os.environ['AT']); s.sendall(b'x'); s.shutdown(1); s.recv(9); os.unlink(s.getsockname())";
        Tools.Require("python3");
        (await Shell.RunAsync("exec python3 -S -E -c \"$SCRIPT\"", ("SCRIPT", script), ("NAME", Convert.ToHexString([.. Bytes.Utf8($"{folder.Root}/"), .. text])), ("AT", folder["s"]))).Exits(0);
        await server.ExitAsync();
        return server.Error.Bytes;
    }

    /// <summary>As an argument of the command line.</summary>
    private static async Task<byte[]> TellOfAsync(string address, string options)
    {
        await using var running = Sock.Start(["connect", address, .. Words.Of(options)]);
        await running.ExitAsync();
        return running.Error.Bytes;
    }

    private static async Task<byte[]> TellReplyAsync(byte[] text, Func<string, string> command)
    {
        await using var peer = await Peer.That(async (client, _) =>
        {
            await client.HearAsync(10);
            await client.SayAsync([.. "HTTP/1.1 503 "u8, .. text, .. "\r\nServer: "u8, .. text, .. "\r\n\r\n"u8]);
            client.Close();
        });
        return await ErrorAsync(command(peer.Endpoint));
    }

    private async Task<byte[]> TellCertificateAsync(byte[] text, string options)
    {
        var (certificate, key) = new Certificates(folder).ForSubject("hostile", text);
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 --tls-cert {certificate} --tls-key {key}");
        return await ErrorAsync($"connect tls://localhost:{server.Port} --tls-ca {folder["authority.pem"]} {options}");
    }

    private static async Task<byte[]> ErrorAsync(string command)
    {
        await using var running = Sock.Start(command);
        running.CloseInput();
        await running.ExitAsync();
        return running.Error.Bytes;
    }

    // An argument is text: a byte that is none becomes what stands for it.
    private static string Latin(byte[] text) => Encoding.UTF8.GetString(text);
}
