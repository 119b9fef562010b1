using System.IO.Hashing;

namespace Yolo.Engine.Distributed;

/// <summary>Files that rank 0 writes and the other ranks read: where hosts do not share their disks, each gets a copy at the same place.</summary>
internal static class SharedFile
{
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

    private static string Mark(string path) => File.Exists(path) ? Convert.ToHexString(XxHash128.Hash(File.ReadAllBytes(path))) : string.Empty;
}
