using SockTool.Commands;

namespace SockTool.Tests.Commands;

/// <summary>What the README and docs/ tell users to type is taken by the tool that they have.</summary>
public sealed class DocumentedCommandTests
{
    // Words that a user, or the shell, puts others in the place of.
    private static readonly Dictionary<string, string> Meant = new(StringComparer.Ordinal)
    {
        ["$at"] = "127.0.0.1:50000",
        ["$(sha256sum <original | cut -d' ' -f1)"] = new string('0', 64),
        ["sha256:HEX"] = $"sha256:{new string('0', 64)}",
    };

    public static TheoryData<string, string> Lines
    {
        get
        {
            var lines = new TheoryData<string, string>();
            foreach (var page in Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md")))
            {
                var blocks = File.ReadAllText(page).Split("```sh\n").Skip(1).Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)]);
                foreach (var line in blocks.SelectMany(block => block.Split('\n')).Where(line => ShellWords.OfSock(line).Any()))
                {
                    lines.Add(Path.GetFileName(page), line);
                }
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Is_a_command_line_that_works(string page, string line)
    {
        foreach (var words in ShellWords.OfSock(line))
        {
            var asksForHelp = words.Any(word => word.StartsWith("--help", StringComparison.Ordinal));
            Assert.True(CommandLines.Read([.. words.Select(word => Meant.GetValueOrDefault(word, word))]) is Invocation.Run != asksForHelp, $"{page}: {line}");
        }
    }

    [Theory]
    [InlineData("sock listen 50000 >copy", "listen", "50000")]
    [InlineData("printf 'a b' | sock connect [::1]:1 --send 'x y' 3>&1 >got; cat got", "connect", "[::1]:1", "--send", "x y")]
    [InlineData("sock probe db 5432 -- ./a.sh   # what it does", "probe", "db", "5432", "--", "./a.sh")]
    [InlineData("sock relay 1 2 --fault \"x\" <file", "relay", "1", "2", "--fault", "x")]
    [InlineData("sock listen 1 --run -- sh -c 'sock connect 1 | cat'", "listen", "1", "--run", "--", "sh", "-c", "sock connect 1 | cat")]
    public void Words_are_the_shells(string line, params string[] words) => Assert.Equal(words, Assert.Single(ShellWords.OfSock(line)));
}
