using System.Runtime.CompilerServices;
using System.Text;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares a text with the one accepted earlier, kept beside the test.</summary>
public static class Verifier
{
    // Verify's own list: a name that is fine here must also be fine on Windows.
    private static readonly char[] Unfit = [.. "\"<>|:*?\\/", .. Enumerable.Range(0, 32).Select(code => (char)code)];

    /// <exception cref="VerifyException">Nothing was accepted yet, or it differs; the text is in the .received.txt.</exception>
    public static async Task Verify(
        string text,
        VerifySettings? settings = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "")
    {
        settings ??= new();
        var stem = Stem(settings, sourceFile, method);
        var (receivedFile, verifiedFile) = (stem + ".received.txt", stem + ".verified.txt");
        var received = settings.Scrub(text);
        var verified = File.Exists(verifiedFile)
            ? VerifySettings.WithLineFeeds(await File.ReadAllTextAsync(verifiedFile).ConfigureAwait(false))
            : null;

        if (string.Equals(received, verified, StringComparison.Ordinal))
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(stem)!);
        await File.WriteAllTextAsync(receivedFile, received).ConfigureAwait(false);
        throw new VerifyException(Explain(receivedFile, verified, received));
    }

    private static string Stem(VerifySettings settings, string sourceFile, string method)
    {
        var name = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}";
        if (settings.Parameters is not null)
        {
            name += "_" + string.Join('-', settings.Parameters.Split(Unfit));
        }

        return Path.Combine(Path.GetDirectoryName(sourceFile)!, settings.Directory, name);
    }

    private static string Explain(string receivedFile, string? verified, string received)
    {
        var message = new StringBuilder()
            .AppendLine(verified is null ? "Nothing was accepted for this test yet." : "The text differs from the accepted one.")
            .Append("Received: ").AppendLine(receivedFile)
            .AppendLine("Accept:   scripts/update-snapshots.sh")
            .AppendLine();
        LineDifference.Append(message, verified ?? "", received);
        return message.ToString();
    }
}
