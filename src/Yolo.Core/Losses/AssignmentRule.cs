namespace Yolo.Losses;

/// <summary>How many anchor points an object takes.</summary>
/// <param name="First">So many that predict it best, at least 1.</param>
/// <param name="Final">Of these, after anchor points with several objects have been given to one, so many stay; null: all.</param>
internal sealed record AssignmentRule(int First, int? Final = null)
{
    /// <summary>Ten anchor points for an object: for predictions that non-maximum suppression follows.</summary>
    public static AssignmentRule OneToMany { get; } = new(10);

    /// <summary>One anchor point for an object, out of seven: for end-to-end predictions.</summary>
    public static AssignmentRule OneToOne { get; } = new(7, 1);
}
