using System.Buffers;
using System.Globalization;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Faults;

/// <summary>Changes each byte, either way, with a probability of <paramref name="Share"/>. Which and into what is a matter of seed, session, way and the byte's place alone.</summary>
public sealed record Corrupt(double Share) : Fault
{
    public const string Word = "corrupt";

    public override string Name => Word;

    public override bool FitsMessages => true;

    internal override int Place => 1;

    protected override string Argument => Share.ToString("R", CultureInfo.InvariantCulture);

    internal override InputLayer Over(IInput source, FaultySession session) => new CorruptInput(source, new Corruption(Share, session.NumbersFor(Purpose.BytesIn)));

    internal override OutputLayer Over(IOutput target, FaultySession session) => new CorruptOutput(target, new Corruption(Share, session.NumbersFor(Purpose.BytesOut)));
}

/// <summary>Goes along a way and changes bytes.</summary>
internal sealed class Corruption(double share, SeededNumbers numbers)
{
    private long place;

    public void Next(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++, place++)
        {
            var number = numbers.At(place);
            if (SeededNumbers.FractionOf(number) < share)
            {
                // The fraction does not use the low bits. Never by zero, which changes nothing.
                bytes[i] ^= (byte)(1 + ((number & 0x7FF) % 255));
            }
        }
    }
}

internal sealed class CorruptInput(IInput source, Corruption corruption) : InputLayer(source)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = await Source.ReadAsync(buffer, cancellation);
        corruption.Next(buffer.Span[..count]);
        return count;
    }
}

internal sealed class CorruptOutput(IOutput target, Corruption corruption) : OutputLayer(target)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        // What is to be sent is whoever's who sends it, and may be sent elsewhere too.
        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        try
        {
            bytes.CopyTo(copy);
            corruption.Next(copy.AsSpan(0, bytes.Length));
            await Target.WriteAsync(copy.AsMemory(0, bytes.Length), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
