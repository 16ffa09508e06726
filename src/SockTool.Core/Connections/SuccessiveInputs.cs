namespace SockTool.Core.Connections;

/// <summary>One input to its end, then another.</summary>
internal sealed class SuccessiveInputs(IInput first, IInput second) : IInput
{
    private bool firstIsOver;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (!firstIsOver)
        {
            if (await first.ReadAsync(buffer, cancellation) is > 0 and var count)
            {
                return count;
            }

            firstIsOver = true;
        }

        return await second.ReadAsync(buffer, cancellation);
    }
}
