using System.Globalization;
using SockTool.Trust.Contenders;

namespace SockTool.Trust.Rows;

/// <summary>The one rule: nobody may say 0 while bytes are lost. Of ours more is asked: the documented exit code.</summary>
internal static class Judge
{
    /// <param name="loss">What is missing, in words; null where everything arrived.</param>
    /// <param name="wanted">The codes that our tool may end with; the first end that has another is blamed.</param>
    public static Outcome Of(Tool tool, string? loss, int[] wanted, params Run[] ends)
    {
        var codes = string.Join(" and ", ends.Select(end => end.ExitCode.ToString(CultureInfo.InvariantCulture)));
        if (loss is not null && ends.All(end => end.ExitCode == 0))
        {
            return Outcome.Broken($"exit {codes}, {loss}");
        }

        if (tool.IsOurs && ends.FirstOrDefault(end => !wanted.Contains(end.ExitCode)) is { } odd)
        {
            return Outcome.Broken($"exit {codes}, wanted {string.Join(" or ", wanted)}; {loss ?? "nothing lost"}; {odd.Error.Trim()}");
        }

        return tool.IsOurs && Trace(ends) is { } trace ? Outcome.Broken(trace) : Outcome.Held;

        static string? Trace(Run[] ends) => ends.Select(end => end.Error).FirstOrDefault(error => error.Contains("   at ", StringComparison.Ordinal));
    }
}
