using Yolo.Cli;

return CommandLine.Run(args, Console.Out, Console.Error, level => Restart.At(level, Console.Error));
