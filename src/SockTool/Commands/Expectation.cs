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
            return new Failure(FailureKind.VerificationFailed, Operation.Verify) { Offered = bytes, Bytes = received };
        }

        return data.ExpectedSha256 is { } hash && hash != sha256
            ? new Failure(FailureKind.VerificationFailed, Operation.Verify) { Expected = hash, Found = sha256 ?? "" }
            : null;
    }
}
