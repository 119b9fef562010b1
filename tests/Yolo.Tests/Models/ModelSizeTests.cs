using Yolo.Models;

namespace Yolo.Tests.Models;

/// <summary>Parameters and state-dictionary entries of every scale, as the reference counts them; parameters once fused where they are known.</summary>
public sealed class ModelSizeTests
{
    [TestCase("yolov3-tiny", 12_173_248, 123, 12_168_784)]
    [TestCase("yolov3", 103_754_144, 517, -1)]
    [TestCase("yolov3-spp", 104_803_744, 523, -1)]
    [TestCase("yolov5n", 2_654_816, 427, 2_649_200)]
    [TestCase("yolov5s", 9_153_152, 427, -1)]
    [TestCase("yolov5m", 25_111_456, 559, -1)]
    [TestCase("yolov5l", 53_225_024, 691, -1)]
    [TestCase("yolov5x", 97_276_448, 823, -1)]
    [TestCase("yolov5n-p6", 4_334_896, 563, -1)]
    [TestCase("yolov6n", 4_500_080, 335, 4_495_392)]
    [TestCase("yolov6s", 16_452_192, 335, -1)]
    [TestCase("yolov6m", 52_020_496, 491, -1)]
    [TestCase("yolov6l", 110_926_464, 647, -1)]
    [TestCase("yolov6x", 173_061_616, 647, -1)]
    [TestCase("yolov8n", 3_157_200, 355, 3_151_904)]
    [TestCase("yolov8s", 11_166_560, 355, -1)]
    [TestCase("yolov8m", 25_902_640, 475, -1)]
    [TestCase("yolov8l", 43_691_520, 595, -1)]
    [TestCase("yolov8x", 68_229_648, 595, -1)]
    [TestCase("yolov8n-p2", 3_354_144, 437, 3_348_240)]
    [TestCase("yolov8n-p6", 4_984_352, 467, -1)]
    [TestCase("yolov8n-ghost", 1_865_316, 559, 1_860_332)]
    [TestCase("yolov8s-ghost", 5_960_072, 559, -1)]
    [TestCase("yolov8n-ghost-p2", 2_033_944, 683, -1)]
    [TestCase("yolov8n-seg", 3_409_968, 417, 3_404_320)]
    [TestCase("yolov8s-seg", 11_821_056, 417, -1)]
    [TestCase("yolov8n-pose", 3_295_470, 397, 3_289_964)]
    [TestCase("yolov8n-obb", 3_228_867, 397, 3_223_475)]
    [TestCase("yolov8n-cls", 2_719_288, 158, 2_715_880)]
    [TestCase("yolov9t", 2_128_720, 1339, 2_094_000)]
    [TestCase("yolov9s", 7_318_368, 1339, -1)]
    [TestCase("yolov9m", 20_216_160, 907, 20_070_832)]
    [TestCase("yolov9c", 25_590_912, 937, 25_380_928)]
    [TestCase("yolov9e", 58_206_592, 1811, 57_438_080)]
    [TestCase("yolov9c-seg", 27_897_120, 999, -1)]
    [TestCase("yolov9e-seg", 60_512_800, 1873, -1)]
    [TestCase("yolov10n", 2_775_520, 595, 2_299_264)]
    [TestCase("yolov10s", 8_128_272, 619, -1)]
    [TestCase("yolov10m", 16_576_768, 799, 15_359_488)]
    [TestCase("yolov10b", 20_574_384, 835, -1)]
    [TestCase("yolov10l", 25_888_688, 1027, -1)]
    [TestCase("yolov10x", 31_808_960, 1135, 29_473_568)]
    [TestCase("yolo11n", 2_624_080, 499, 2_616_248)]
    [TestCase("yolo11s", 9_458_752, 499, -1)]
    [TestCase("yolo11m", 20_114_688, 649, 20_091_712)]
    [TestCase("yolo11l", 25_372_160, 1015, -1)]
    [TestCase("yolo11x", 56_966_176, 1015, -1)]
    [TestCase("yolo11n-seg", 2_876_848, 561, -1)]
    [TestCase("yolo11n-pose", 2_908_507, 541, -1)]
    [TestCase("yolo11n-obb", 2_695_747, 541, -1)]
    [TestCase("yolo11n-cls", 2_812_104, 236, -1)]
    [TestCase("yolo12n", 2_602_288, 691, 2_590_824)]
    [TestCase("yolo12s", 9_284_096, 691, -1)]
    [TestCase("yolo12m", 20_199_168, 751, -1)]
    [TestCase("yolo12l", 26_450_784, 1245, 26_400_752)]
    [TestCase("yolo12x", 59_210_784, 1245, -1)]
    [TestCase("yolo12n-seg", 2_855_056, 753, -1)]
    [TestCase("yolo12n-cls", 1_820_976, 350, -1)]
    [TestCase("yolo26n", 2_572_280, 708, 2_408_932)]
    [TestCase("yolo26s", 10_009_784, 708, -1)]
    [TestCase("yolo26m", 21_896_248, 768, 20_411_132)]
    [TestCase("yolo26l", 26_299_704, 1092, -1)]
    [TestCase("yolo26x", 58_993_368, 1092, -1)]
    [TestCase("yolo26n-p2", 2_662_400, 902, 2_474_296)]
    [TestCase("yolo26n-p6", 4_063_872, 962, -1)]
    [TestCase("yolo26n-seg", 3_126_280, 844, 2_722_980)]
    [TestCase("yolo26s-seg", 11_505_800, 844, -1)]
    [TestCase("yolo26m-seg", 27_112_072, 904, -1)]
    [TestCase("yolo26n-pose", 3_747_554, 879, 2_960_395)]
    [TestCase("yolo26m-pose", 24_344_482, 939, -1)]
    [TestCase("yolo26n-obb", 2_715_614, 792, 2_480_503)]
    [TestCase("yolo26n-cls", 2_812_104, 236, 2_807_024)]
    public void Network_OfAScale_HasTheReferencesSize(string name, long parameters, int entries, long fusedParameters)
    {
        using var network = ModelBuilder.Build(ModelSpec.Load(name));

        Assert.That(network.parameters().Sum(parameter => parameter.numel()), Is.EqualTo(parameters));
        Assert.That(network.StateEntries().Count(), Is.EqualTo(entries));
        if (fusedParameters > 0)
        {
            network.Fuse();
            Assert.That(network.parameters().Sum(parameter => parameter.numel()), Is.EqualTo(fusedParameters));
        }
    }
}
