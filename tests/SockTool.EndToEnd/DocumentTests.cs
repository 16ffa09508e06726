namespace SockTool.EndToEnd;

/// <summary>Every block of commands in docs/ does what its page says.</summary>
public sealed class DocumentTests
{
    private static readonly Recipes Pages = new("docs", () => Directory.GetFiles(Recipes.InRecipes("docs"), "*.md").SelectMany(Recipes.BlocksOf));

    public static TheoryData<string> Names => Pages.Names;

    [Fact]
    public void Every_block_has_a_script_and_every_script_its_block() => Pages.AreComplete();

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Is_right(string name) => Pages.IsRightAsync(name);
}
