#!/usr/bin/env -S dotnet run
#:package SkiaSharp
#:package SkiaSharp.NativeAssets.Linux.NoDependencies
#:property RestorePackagesWithLockFile=false

// Draws icon.png, what the packages show of themselves: an object in its box, with its label. Usage: dotnet run docs/icon/icon.cs
using System.Runtime.CompilerServices;
using SkiaSharp;

const int Size = 128, Oversampling = 4;

using var large = new SKBitmap(Size * Oversampling, Size * Oversampling);
using (var canvas = new SKCanvas(large))
{
    canvas.Scale(Oversampling);
    Draw(canvas);
}

using var small = large.Resize(new SKSizeI(Size, Size), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
using var encoded = small.Encode(SKEncodedImageFormat.Png, 100);
File.WriteAllBytes(Path.Combine(Folder(), "icon.png"), encoded.ToArray());

static void Draw(SKCanvas canvas)
{
    SKColor ground = new(0x51, 0x2B, 0xD4), box = new(0xFF, 0xD3, 0x3D);
    using var fill = new SKPaint { IsAntialias = true, Color = ground };
    canvas.Clear(SKColors.Transparent);
    canvas.DrawRoundRect(0, 0, Size, Size, 24, 24, fill);

    // The object: somebody.
    fill.Color = SKColors.White;
    canvas.DrawCircle(64, 63, 13, fill);
    canvas.Save();
    canvas.ClipRect(new SKRect(29, 41, 99, 107));
    canvas.DrawRoundRect(39, 81, 50, 60, 22, 22, fill);
    canvas.Restore();

    // Its box, and the label on it.
    using var line = new SKPaint { IsAntialias = true, Color = box, Style = SKPaintStyle.Stroke, StrokeWidth = 6, StrokeJoin = SKStrokeJoin.Miter };
    canvas.DrawRect(26, 38, 76, 72, line);
    fill.Color = box;
    canvas.DrawRect(23, 18, 50, 21, fill);
    fill.Color = ground;
    canvas.DrawRect(30, 26, 22, 5, fill);
    canvas.DrawRect(56, 26, 10, 5, fill);
}

static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
