using System.Runtime.InteropServices;

namespace Yolo.Data.Labels;

/// <summary>The records of a label cache, in binary.</summary>
internal sealed class LabelCacheRecords(string folder)
{
    public void Write(BinaryWriter writer, VerifiedImage image)
    {
        writer.Write(Path.GetRelativePath(folder, image.Path));
        Write(writer, image.ImageStamp);
        Write(writer, image.LabelStamp);
        writer.Write7BitEncodedInt(image.Width);
        writer.Write7BitEncodedInt(image.Height);
        writer.Write(image.LabelFound);
        writer.Write7BitEncodedInt(image.Duplicates);
        writer.Write7BitEncodedInt(image.Faults.Count);
        foreach (var fault in image.Faults)
        {
            writer.Write(fault.Path == image.Path);
            writer.Write7BitEncodedInt(fault.Line);
            writer.Write(fault.Message);
            writer.Write(fault.Fatal);
        }

        writer.Write7BitEncodedInt(image.Objects.Count);
        foreach (var label in image.Objects)
        {
            writer.Write7BitEncodedInt(label.Class);
            Write(writer, [label.Box.X, label.Box.Y, label.Box.Width, label.Box.Height]);
            Write(writer, label.Polygon.Span);
            Write(writer, label.Keypoints.Span);
        }
    }

    public VerifiedImage Read(BinaryReader reader)
    {
        string path = Path.GetFullPath(reader.ReadString(), folder);
        var (imageStamp, labelStamp) = (ReadStamp(reader), ReadStamp(reader));
        int width = reader.Read7BitEncodedInt(), height = reader.Read7BitEncodedInt();
        bool labelFound = reader.ReadBoolean();
        int duplicates = reader.Read7BitEncodedInt();
        var faults = new LabelFault[reader.Read7BitEncodedInt()];
        for (int index = 0; index < faults.Length; index++)
        {
            string file = reader.ReadBoolean() ? path : ImageList.LabelPath(path);
            faults[index] = new(file, reader.Read7BitEncodedInt(), reader.ReadString(), reader.ReadBoolean());
        }

        var objects = new ObjectLabel[reader.Read7BitEncodedInt()];
        for (int index = 0; index < objects.Length; index++)
        {
            int label = reader.Read7BitEncodedInt();
            float[] box = ReadFloats(reader);
            objects[index] = new(label, new(box[0], box[1], box[2], box[3]), ReadFloats(reader), ReadFloats(reader));
        }

        return new(path, imageStamp, labelStamp, width, height, labelFound, objects, faults, duplicates);
    }

    private static void Write(BinaryWriter writer, FileStamp stamp)
    {
        writer.Write(stamp.Length);
        writer.Write(stamp.Ticks);
    }

    private static FileStamp ReadStamp(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64());

    private static void Write(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        writer.Write7BitEncodedInt(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static float[] ReadFloats(BinaryReader reader)
    {
        float[] values = new float[reader.Read7BitEncodedInt()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
