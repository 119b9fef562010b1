using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>A shape of the film. It keeps kind, colour, size and speed, turns gently and bounces off the edges of the picture, or leaves there.</summary>
internal sealed class MovingShape
{
    /// <summary>Radians a frame: of the way, how much that changes, and of the shape itself.</summary>
    private const double GreatestTurn = 0.015, GreatestChangeOfTurn = 0.003, GreatestSpin = 0.02;

    /// <summary>How often a shape leaves that comes straight enough, so that it is not long half outside.</summary>
    private const double Leaving = 0.3, Straight = 0.7;

    private readonly double speed;
    private readonly double spin;
    private double heading;
    private double angle;
    private double turn;
    private bool leaves;

    /// <summary>Sets a shape in motion.</summary>
    /// <param name="id">Its number in the film.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="outline">Where it begins.</param>
    /// <param name="angle">By how much that is turned, in radians.</param>
    /// <param name="heading">Where to it goes: 0 to the right, a quarter turn down.</param>
    /// <param name="speed">Pixels a frame.</param>
    /// <param name="random">Where its turns come from.</param>
    public MovingShape(int id, Rgb colour, ShapeOutline outline, double angle, double heading, double speed, ref SampleRandom random)
    {
        (Id, Colour, Outline) = (id, colour, outline);
        (this.angle, this.heading, this.speed) = (angle, heading, speed);
        spin = random.Uniform(-GreatestSpin, GreatestSpin);
        turn = random.Uniform(-GreatestTurn, GreatestTurn);
    }

    /// <summary>Its number in the film, from 1.</summary>
    public int Id { get; }

    public Rgb Colour { get; }

    /// <summary>Where it is now.</summary>
    public ShapeOutline Outline { get; private set; }

    /// <summary>Whether it is far enough outside never to be seen again.</summary>
    public bool IsGone(int width, int height)
    {
        double reach = 1.5 * Outline.Radius;
        var centre = Outline.Centre;
        return centre.X < -reach || centre.Y < -reach || centre.X > width + reach || centre.Y > height + reach;
    }

    /// <summary>Goes on by a frame.</summary>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    /// <param name="pan">By how much the camera moves, and the picture's content the other way.</param>
    /// <param name="random">Where turns come from.</param>
    public void Advance(int width, int height, (int X, int Y) pan, ref SampleRandom random)
    {
        turn = Math.Clamp(turn + random.Uniform(-GreatestChangeOfTurn, GreatestChangeOfTurn), -GreatestTurn, GreatestTurn);
        heading += leaves ? 0 : turn;
        (double y, double x) = Math.SinCos(heading);
        var box = Outline.Bounds;
        bool sideways = (box.Left < 0 && x < 0) || (box.Right > width && x > 0);
        bool upright = (box.Top < 0 && y < 0) || (box.Bottom > height && y > 0);
        if ((sideways || upright) && !leaves)
        {
            leaves = Math.Max(sideways ? Math.Abs(x) : 0, upright ? Math.Abs(y) : 0) > Straight && random.Chance(Leaving);
            (x, y) = leaves ? (x, y) : (sideways ? -x : x, upright ? -y : y);
            heading = Math.Atan2(y, x);
        }

        angle += spin;
        var centre = new PixelPoint(Outline.Centre.X + (speed * x) - pan.X, Outline.Centre.Y + (speed * y) - pan.Y);
        Outline = ShapeOutline.Create(Outline.Kind, centre, Outline.Radius, angle);
    }
}
