namespace Yolo.Engine.Distributed;

/// <summary>What all ranks have agreed to do next: what one of them was asked for, all of them do.</summary>
/// <param name="StopsNow">End before the next batch.</param>
/// <param name="Stops">End after the epoch, or sooner.</param>
/// <param name="IsTimeUp">The time limit is over.</param>
/// <param name="IsCancelled">A rank was interrupted.</param>
/// <param name="Validates">Validate now; false where such requests wait for the next batch boundary.</param>
/// <param name="Saves">Save now; false where such requests wait for the next batch boundary.</param>
/// <param name="Finishes">End after some more epochs without mixed pictures.</param>
internal readonly record struct Agreement(bool StopsNow, bool Stops, bool IsTimeUp, bool IsCancelled, bool Validates, bool Saves, bool Finishes);
