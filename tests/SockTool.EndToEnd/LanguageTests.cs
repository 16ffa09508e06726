using System.Text.RegularExpressions;
using VerifyTests;

namespace SockTool.EndToEnd;

/// <summary>What changes with the language, and what never does.</summary>
public sealed partial class LanguageTests : IDisposable
{
    private const string Session = """
        cd "$FOLDER" || exit
        printf 'hello\n你好，服务端\nexit\n' >talk
        "$SOCK" listen 127.0.0.1:0 --backlog 8 --buffer-size 512 --reply '服务端接收到了信息 {message}' -v --run -- sh -c '
          "$SOCK" connect "$SOCK_ADDRESS" "$SOCK_PORT" --interactive --buffer-size 1024 -v <talk >client 2>&1
          echo "exit $?" >>client' >server 2>&1
        echo "exit $?" >>server
        for side in client server; do
          echo "== $side =="
          sed -E 's/(127\.0\.0\.1:)[0-9]+/\1PORT/g; /descriptors|描述符/d' "$side" # the limit is the machine's
        done
        """;

    private readonly Folder folder = new();

    public static TheoryData<string, int> Failing => new()
    {
        { "connect 127.0.0.1:PORT", 11 },
        { "connect unix:/nonexistent/socket", 11 },
        { "connect 127.0.0.1 1 --frob", 2 },
        { "connect 127.1 1", 2 },
        { "listen 127.0.0.1:0 --accept-timeout 10ms", 20 },
        { "connect 127.0.0.1:PORT --input /nonexistent", 60 },
        { "probe 127.0.0.1 PORT", 11 },
    };

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task The_tutorials_session_with_its_events(string language)
    {
        Skip.If(OperatingSystem.IsWindows(), "the session is a shell's");
        var settings = new VerifySettings();
        settings.UseTextForParameters(language);
        await VerifyXunit.Verifier.Verify((await Shell.RunAsync(Session, ("SOCK_LANG", language), ("FOLDER", folder.Root))).Exits(0).Output, settings);
    }

    [SkippableTheory]
    [MemberData(nameof(Failing))]
    public async Task A_failure_has_its_code_and_its_JSON_in_every_language(string arguments, int code)
    {
        Skip.If(OperatingSystem.IsWindows(), "a shell sets the language");
        using var unserved = new UnservedPort();
        var line = arguments.Replace("PORT", unserved.Endpoint.Split(':')[^1], StringComparison.Ordinal);
        var (english, chinese) = (await RunAsync(line, "en"), await RunAsync(line, "zh-CN"));
        Assert.Equal((code, code), (english.ExitCode, chinese.ExitCode));
        Assert.StartsWith("sock: error: ", english.Failures[0], StringComparison.Ordinal);
        Assert.StartsWith("sock: 错误: ", chinese.ErrorLines[0], StringComparison.Ordinal);
        var (json, same) = (await RunAsync($"{line} --log-format json", "en"), await RunAsync($"{line} --log-format json", "zh-CN"));
        Assert.Equal(Objects(json), Objects(same), StringComparer.Ordinal);
        Assert.Equal(code == 2, Objects(json) is []); // a command line that is not understood has no format yet
    }

    [SkippableTheory]
    [InlineData("completions bash")]
    [InlineData("completions fish")]
    [InlineData("--version")]
    public async Task What_is_installed_for_everybody_is_the_same_in_every_language(string arguments)
    {
        Skip.If(OperatingSystem.IsWindows(), "a shell sets the language");
        Assert.Equal((await RunAsync(arguments, "en")).Exits(0).Output, (await RunAsync(arguments, "zh-CN")).Exits(0).Output);
    }

    [SkippableTheory]
    [InlineData("LC_ALL", "zh_CN.UTF-8", "用法")]
    [InlineData("LC_ALL", "zh_CN.GBK", "usage")]
    [InlineData("LC_ALL", "zh_TW.UTF-8", "usage")]
    [InlineData("LC_ALL", "C", "usage")]
    public async Task The_locale_decides_where_nothing_else_is_said(string variable, string value, string word)
    {
        Skip.If(OperatingSystem.IsWindows(), "its consoles have no locale");
        Assert.StartsWith(word, (await Shell.RunAsync("exec \"$SOCK\" connect --help 2>/dev/null", (variable, value))).Exits(0).Output, StringComparison.Ordinal);
    }

    private static Task<Run> RunAsync(string arguments, string language) => Shell.RunAsync($"exec \"$SOCK\" {arguments} </dev/null", ("SOCK_LANG", language));

    private static string[] Objects(Run run) => [.. run.ErrorLines.Where(line => line.StartsWith('{')).Select(line => TimeOrPort().Replace(line, "N"))];

    // Of the numbers only times have a fraction.
    [GeneratedRegex(@"\d+\.\d+(?=[,}])|(?<=127\.0\.0\.1:)\d+", RegexOptions.None, 1000)]
    private static partial Regex TimeOrPort();
}
