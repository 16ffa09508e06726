using SockTool.Catalogs;
using SockTool.Commands;

namespace SockTool.Tests;

/// <summary>Command lines as a user types them, parsed and bound as the tool does.</summary>
internal static class CommandLines
{
    public static EnglishMessages English { get; } = new();

    /// <param name="line">Words between spaces; '' is the empty word.</param>
    public static Invocation Read(string line, Messages? language = null) => Read([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "''" ? "" : word)], language);

    public static Invocation Read(string[] words, Messages? language = null) => new CommandLine(CommandCatalog.All(), language ?? English).Read(words);

    public static IRun Bind(string line) => Assert.IsType<Invocation.Run>(Read(line)).Bound;

    public static ConnectRun Connect(string options) => Assert.IsType<ConnectRun>(Bind($"connect localhost:1 {options}"));

    public static ServeRun Listen(string options) => Assert.IsType<ServeRun>(Bind($"listen 1 {options}"));

    public static UsageException Refuse(string line, Messages? language = null) => Assert.Throws<UsageException>(() => Read(line, language));
}
