Console.WriteLine("yolo");
