namespace SockTool.EndToEnd;

/// <summary>Every recipe of the README does what it says.</summary>
public sealed class RecipeTests
{
    // CI runs it by itself.
    private const string Installing = "./install.sh";

    private static readonly Recipes Readme = new("", () => Recipes.BlocksOf(Recipes.InRecipes("README.md")).Where(block => block != Installing));

    public static TheoryData<string> Names => Readme.Names;

    [Fact]
    public void Every_recipe_has_a_script_and_every_script_its_recipe() => Readme.AreComplete();

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Is_right(string name) => Readme.IsRightAsync(name);
}
