return await SockTool.SockApp.RunAsync(args);
