using Yolo.Cli;
using Yolo.Engine.Distributed;

LastWords.Watch();
using var text = new ConsoleText();
return CommandLine.Run(args, Console.Out, Console.Error, level => Restart.At(level, Console.Error));
