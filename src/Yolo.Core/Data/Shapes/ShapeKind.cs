namespace Yolo.Data.Shapes;

/// <summary>The classes of the generated data set, in the order of their indices.</summary>
internal enum ShapeKind
{
    Circle,
    Square,
    Triangle,
    Star,
    Ring,
}
