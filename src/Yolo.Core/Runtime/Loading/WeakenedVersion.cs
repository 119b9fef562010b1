namespace Yolo.Runtime.Loading;

/// <summary>What became of a version that a library may ask for.</summary>
internal enum WeakenedVersion
{
    /// <summary>The library asked for it and now does so weakly.</summary>
    Weakened,

    /// <summary>The library asks for it weakly already.</summary>
    AlreadyWeak,

    /// <summary>The library does not ask for it.</summary>
    NotNeeded,

    /// <summary>The file is no ELF file.</summary>
    NotALibrary,

    /// <summary>The file is of 32 bits or big-endian.</summary>
    NotSupported,

    /// <summary>The file ends early or its tables lead nowhere.</summary>
    Damaged,
}
