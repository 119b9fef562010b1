using System.Text.Json;
using Yolo.Imaging;

namespace Yolo.Tests.Tracking.Motion;

/// <summary>The pictures of goldens/tracking-gmc.json and what the reference says of them.</summary>
internal sealed class PanningCamera
{
    private readonly JsonElement golden;
    private readonly int cell;
    private readonly int columns;
    private readonly byte[] texture;
    private readonly int width;
    private readonly int height;

    public PanningCamera()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("goldens", "tracking-gmc.json")));
        golden = document.RootElement.Clone();
        var description = golden.GetProperty("texture");
        (cell, columns) = (description.GetProperty("cell").GetInt32(), description.GetProperty("width").GetInt32());
        (height, width) = (golden.GetProperty("image")[0].GetInt32(), golden.GetProperty("image")[1].GetInt32());
        texture = new byte[columns * description.GetProperty("height").GetInt32()];
        var stream = new NamedStream(description.GetProperty("key").GetString()!);
        for (var i = 0; i < texture.Length; i++)
        {
            texture[i] = (byte)((stream.Next() + 1) * 128);
        }
    }

    public int Frames => golden.GetProperty("offsets").GetArrayLength();

    /// <summary>The background's shift since the frame before.</summary>
    public (double X, double Y) TrueShift(int frame) => (Number("true_shift", frame, 0), Number("true_shift", frame, 1));

    /// <summary>The shift that the reference estimates.</summary>
    public (double X, double Y) ReferenceShift(int frame)
    {
        var warp = golden.GetProperty("runs").GetProperty("botsort_sparseOptFlow").GetProperty("warps")[frame];
        return (warp[0][2].GetDouble(), warp[1][2].GetDouble());
    }

    public Image Picture(int frame)
    {
        var picture = new Image(width, height);
        var (left, top) = ((int)Number("offsets", frame, 0), (int)Number("offsets", frame, 1));
        for (var y = 0; y < height; y++)
        {
            var row = texture.AsSpan((top + y) / cell * columns, columns);
            for (var x = 0; x < width; x++)
            {
                picture.Row(y).Slice(3 * x, 3).Fill(row[(left + x) / cell]);
            }
        }

        foreach (var rectangle in golden.GetProperty("rectangles")[frame].EnumerateArray())
        {
            int[] sides = [.. rectangle.EnumerateArray().Select(side => side.GetInt32())];
            Paint(picture, sides[0], sides[1], sides[2], sides[3], (byte)sides[4]);
        }

        return picture;
    }

    private static void Paint(Image picture, int left, int top, int right, int bottom, byte grey)
    {
        (left, right) = (Math.Max(left, 0), Math.Min(right, picture.Width));
        for (var y = Math.Max(top, 0); y < Math.Min(bottom, picture.Height); y++)
        {
            picture.Row(y)[(3 * left)..(3 * Math.Max(left, right))].Fill(grey);
        }
    }

    private double Number(string name, int frame, int index) => golden.GetProperty(name)[frame][index].GetDouble();
}
