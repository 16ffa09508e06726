using SockTool.Core.Connections;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>This side's input and output: standard streams, files or a payload, as the user chose.</summary>
internal sealed class LocalEnds
{
    private readonly ReplacingFile? file;
    private readonly DataSettings data;

    private LocalEnds(DataSettings data, IInput input, IOutput output, ReplacingFile? file)
    {
        this.data = data;
        Input = input;
        Output = output;
        this.file = file;
    }

    public IInput Input { get; }

    public IOutput Output { get; }

    /// <summary>Opens them. Files can make this wait (a FIFO for its other end), which <paramref name="cancellation"/> ends.</summary>
    public static async Task<LocalEnds> OpenAsync(DataSettings data, StandardStreams streams, CancellationToken cancellation)
    {
        // The input first: where it fails no output has been touched.
        IInput input = data switch
        {
            { Payload: { } payload } => new PayloadInput(payload),
            { InputFile: { } name } => await InputFile.OpenAsync(name, cancellation),
            _ => streams.OpenInput(),
        };
        var opened = data.OutputFile is { } path
            ? await Task.Run(() => ReplacingFile.Open(path, data.Writing), cancellation).WaitAsync(cancellation)
            : null;
        return new LocalEnds(
            data,
            WithLineEnds(data, input),
            opened ?? streams.OpenOutput(),
            opened);
    }

    /// <summary>The payload anew, for one more session; null where the input is one for all.</summary>
    public IInput? FreshPayload() => data.Payload is { } payload ? WithLineEnds(data, new PayloadInput(payload)) : null;

    /// <summary>Puts an output file in its place after a clean end, and leaves the place as it was after any other.</summary>
    public void Conclude(Failure? failure, Voice voice)
    {
        (Input as IDisposable)?.Dispose();
        if (file is not null)
        {
            Conclude(file, failure, voice);
        }
    }

    /// <inheritdoc cref="Conclude(Failure?, Voice)"/>
    public static void Conclude(ReplacingFile file, Failure? failure, Voice voice)
    {
        if (failure is null)
        {
            file.Commit();
        }
        else if (file.Abandon() is { } left)
        {
            voice.Tell(voice.Messages.LeftBehind(left));
        }
    }

    private static IInput WithLineEnds(DataSettings data, IInput input) =>
        data.LineEnds == LineEnds.CarriageReturnLineFeed ? new CrlfInput(input) : input;
}
