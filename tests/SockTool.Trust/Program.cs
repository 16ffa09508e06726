using SockTool.Trust;

return await TrustApp.RunAsync(args);
