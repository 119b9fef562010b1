using System.IO.Hashing;

namespace Yolo.Engine.Distributed;

/// <summary>
/// Files that rank 0 writes and the other ranks read: where hosts do not share their disks, each gets a copy at the same place. And the other way round:
/// what the others have in files, for one of rank 0.
/// </summary>
internal static class SharedFile
{
    // Every rank gets a piece, wherever it goes.
    private const int LongestPiece = 4 << 20;

    /// <summary>Lets rank 0 make a file.</summary>
    /// <param name="world">The ranks.</param>
    /// <param name="make">Makes it, and says where.</param>
    /// <returns>Its path, the same on all ranks.</returns>
    internal static string Made(World world, Func<string> make)
    {
        var path = world.Broadcast(world.IsFirst ? make() : string.Empty);
        Require(world, path);
        return path;
    }

    /// <summary>Makes sure that all ranks can read a file of rank 0.</summary>
    internal static void Require(World world, string path)
    {
        if (!world.HasOthers)
        {
            return;
        }

        var mark = world.Broadcast(world.IsFirst ? Mark(path) : string.Empty);
        var lacks = world.LocalRank == 0 && Mark(path) != mark;
        if (world.Sum(lacks ? 1 : 0) > 0)
        {
            var content = world.Broadcast(world.IsFirst ? File.ReadAllBytes(path) : []);
            if (lacks)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                AtomicFile.Write(path, stream => stream.Write(content));
            }
        }

        world.Barrier();
    }

    /// <summary>Brings what the other ranks have to rank 0, in their order and a piece at a time.</summary>
    /// <param name="world">The ranks.</param>
    /// <param name="own">What this rank has; null for nothing, and on rank 0.</param>
    /// <param name="begin">Called on rank 0 before the first piece of each rank that has something.</param>
    /// <param name="take">Called there with each piece.</param>
    internal static void Collect(World world, Stream? own, Action begin, Action<byte[]> take)
    {
        for (var rank = 1; rank < world.Size; rank++)
        {
            var isFirstPiece = true;
            while (world.GatherBytes(rank == world.Rank ? Piece(own) : [])[rank] is { Length: > 0 } piece)
            {
                if (world.IsFirst)
                {
                    if (isFirstPiece)
                    {
                        begin();
                    }

                    take(piece);
                }

                isFirstPiece = false;
            }
        }
    }

    private static byte[] Piece(Stream? stream)
    {
        if (stream is null)
        {
            return [];
        }

        var piece = new byte[Math.Min(LongestPiece, stream.Length - stream.Position)];
        stream.ReadExactly(piece);
        return piece;
    }

    private static string Mark(string path) => File.Exists(path) ? Convert.ToHexString(XxHash128.Hash(File.ReadAllBytes(path))) : string.Empty;
}
