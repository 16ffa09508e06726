using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Access;

/// <summary>A file of rules: UTF-8, as many in a line as there are words; from a <c>#</c> to the end of its line is a comment.</summary>
internal static class AccessFile
{
    private const int Largest = 1024 * 1024;
    private const char Comment = '#';
    private const char ByteOrderMark = '\uFEFF';

    /// <exception cref="FailureException">It cannot be read, kind InputUnreadable; or a word is no rule, kind ListMalformed.</exception>
    public static async Task<IReadOnlyList<AccessRule>> ReadAsync(string path, CancellationToken cancellation)
    {
        var rules = new List<AccessRule>();
        var number = 0;
        foreach (var line in TextOf(path, await SmallFile.ReadAsync(path, Largest, cancellation)).TrimStart(ByteOrderMark).Split('\n'))
        {
            number++;
            foreach (var word in line.Split(Comment)[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                rules.Add(AccessRule.TryParse(word, out var rule, out var problem) ? rule : throw new FailureException(
                    new Failure(FailureKind.ListMalformed, Operation.Open) { Subject = path, Number = number, Malformed = problem }));
            }
        }

        return rules;
    }

    /// <summary>The same for a file that was read before. What is no regular file was used up by that: the nothing that is left in a pipe is no list.</summary>
    /// <exception cref="FailureException">As above; or it can be read only once, kind InputUnreadable, operation ReadAgain.</exception>
    public static Task<IReadOnlyList<AccessRule>> ReadAgainAsync(string path, CancellationToken cancellation) =>
        !Platform.HasDescriptors || FileIdentity.KindBehind(path) is null or FileKind.Regular
            ? ReadAsync(path, cancellation)
            : throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.ReadAgain) { Subject = path });

    private static string TextOf(string path, byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read) { Subject = path, Errno = Errno.IllegalSequence });
        }
    }
}
