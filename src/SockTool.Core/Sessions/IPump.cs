using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>Moves bytes one way until the end. Expected failures are values in the result; it does not throw them.</summary>
public interface IPump
{
    Task<PumpResult> RunAsync(IInput source, IOutput destination, PumpControl control);
}
