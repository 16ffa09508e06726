namespace VerifyXunit;

/// <summary>A text is not the accepted one.</summary>
public sealed class VerifyException(string message) : Exception(message);
