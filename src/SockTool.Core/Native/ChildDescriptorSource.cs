namespace SockTool.Core.Native;

internal enum ChildDescriptorSource
{
    Nothing,
    Ours,
    Handle,
}
