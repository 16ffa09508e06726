namespace SockTool.Terminal;

/// <summary>A line that is being typed, in whose place others may write.</summary>
internal interface IPrompt
{
    /// <summary>Takes it off the screen and keeps it off until <see cref="ComeBack"/>, which the same thread must call.</summary>
    void StepAside();

    void ComeBack();
}
