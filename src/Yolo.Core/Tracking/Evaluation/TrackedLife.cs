namespace Yolo.Tracking.Evaluation;

/// <summary>What became of one true object.</summary>
internal struct TrackedLife
{
    // One more than the track, so that 0 says that there was none.
    private int lastTrack;
    private bool isMissed;

    /// <summary>Frames in which it was there.</summary>
    internal int Frames { get; private set; }

    /// <summary>Frames in which it was matched.</summary>
    internal int Matches { get; private set; }

    /// <summary>How often another track took it over.</summary>
    internal int Switches { get; private set; }

    /// <summary>How often it was matched again after it had been missed.</summary>
    internal int Fragments { get; private set; }

    /// <summary>Goes on by a frame in which it is there.</summary>
    /// <param name="track">The track that it was matched with, -1 for none.</param>
    internal void Live(int track)
    {
        Frames++;
        if (track < 0)
        {
            isMissed = true;
            return;
        }

        Matches++;
        if (lastTrack > 0)
        {
            Switches += lastTrack == track + 1 ? 0 : 1;
            Fragments += isMissed ? 1 : 0;
        }

        (lastTrack, isMissed) = (track + 1, false);
    }
}
