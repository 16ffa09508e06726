using System.Globalization;
using SockTool.Core.Connections;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>Checks what was received against what the user said it would be.</summary>
internal static class Expectation
{
    public static Failure? Check(DataSettings data, long received, string? sha256)
    {
        if (data.ExpectedBytes is { } bytes && bytes != received)
        {
            return Differs(bytes.ToString(CultureInfo.InvariantCulture), received.ToString(CultureInfo.InvariantCulture));
        }

        return data.ExpectedSha256 is { } hash && hash != sha256 ? Differs(hash, sha256 ?? "") : null;
    }

    private static Failure Differs(string expected, string found) =>
        new(FailureKind.VerificationFailed, Operation.Verify) { Expected = expected, Found = found };
}
