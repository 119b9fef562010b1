// Counts what crosses a line in a video or stream, by class and direction.
// Usage: CountCrossings MODEL SOURCE X1,Y1 X2,Y2     for instance: CountCrossings yolo11n.pt street.mp4 0,400 1280,400
using System.Globalization;
using CountCrossings;
using Yolo.Engine;
using Yolo.Imaging;

if (args is not [var weights, var source, var from, var to])
{
    Console.Error.WriteLine("Usage: CountCrossings MODEL SOURCE X1,Y1 X2,Y2");
    return 2;
}

var counter = new CrossingCounter(Point(from), Point(to));
using var model = new YoloModel(weights);
await foreach (var result in model.TrackAsync(source, new() { Tracker = "bytetrack.yaml" }))
{
    counter.Add(result);
}

foreach (var ((name, direction), count) in counter.Counts)
{
    Console.WriteLine($"{count} {name} to the {direction}");
}

Console.WriteLine($"{counter.Counts.Values.Sum()} crossings");
return 0;

static PixelPoint Point(string text)
{
    var numbers = Array.ConvertAll(text.Split(','), number => double.Parse(number, CultureInfo.InvariantCulture));
    return new(numbers[0], numbers[1]);
}
