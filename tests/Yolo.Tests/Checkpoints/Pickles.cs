using System.Text;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Archive;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Tests.Checkpoints;

/// <summary>Pickles written by hand, instruction by instruction.</summary>
internal static class Pickles
{
    /// <summary>Bytes of text (Latin-1), numbers (one byte) and byte arrays, one after the other.</summary>
    internal static byte[] Bytes(params object[] parts)
    {
        using var stream = new MemoryStream();
        foreach (var part in parts)
        {
            stream.Write(part switch
            {
                string text => Encoding.Latin1.GetBytes(text),
                int value => [(byte)value],
                _ => (byte[])part,
            });
        }

        return stream.ToArray();
    }

    internal static byte[] Repeat(int count, params object[] parts) => Bytes([.. Enumerable.Repeat((object)Bytes(parts), count)]);

    internal static byte[] Text(string text) => Bytes("X", BitConverter.GetBytes(text.Length), text);

    internal static PickleGraph Read(params object[] parts)
    {
        var data = Bytes(parts);
        var source = new CheckpointSource("test.pt", "data.pkl");
        return PickleReader.Read(data, source, new MemoryBudget(data.Length, source));
    }

    /// <summary>A torch archive around a pickle, with storages 0, 1, … of the given contents.</summary>
    internal static byte[] Archive(byte[] pickle, params byte[][] storages)
    {
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream, new CheckpointSource("test.pt"));
        zip.Add("test/data.pkl", pickle);
        for (var i = 0; i < storages.Length; i++)
        {
            zip.Add($"test/data/{i}", storages[i]);
        }

        zip.Add("test/version", "3\n"u8);
        zip.Finish();
        return stream.ToArray();
    }
}
