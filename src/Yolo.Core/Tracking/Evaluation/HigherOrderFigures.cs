namespace Yolo.Tracking.Evaluation;

/// <summary>HOTA and its parts.</summary>
/// <param name="Hota">Higher order tracking accuracy.</param>
/// <param name="DetA">Detection accuracy.</param>
/// <param name="AssA">Association accuracy.</param>
/// <param name="LocA">Localisation accuracy; not a number at a threshold at which nothing matches.</param>
internal readonly record struct HigherOrderFigures(double Hota, double DetA, double AssA, double LocA);
