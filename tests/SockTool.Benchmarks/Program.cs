using SockTool.Benchmarks;

return await BenchApp.RunAsync(args);
