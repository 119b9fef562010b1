namespace Yolo.Checkpoints.Weights;

/// <summary>What files of the official release must be, as far as it could be found out twice.</summary>
/// <remarks>
/// Gathered on 2026-11-22 from repositories that pin the files of release v8.4.0: an entry is here only if two of them, which have nothing to do with
/// each other, give the same hash, for most of them as the release itself publishes it. Among them are a catalogue of all detection and segmentation
/// files with lengths, several download scripts with pinned hashes, and notes on where weights of experiments came from. Where no length is given,
/// none of them says it; the hash is enough. What is not listed is downloaded with a warning.
/// </remarks>
internal static class ReleasedWeights
{
    internal static readonly Dictionary<string, KnownWeights> All = new(StringComparer.Ordinal)
    {
        ["yolo11n.pt"] = new(5613764, "0ebbc80d4a7680d14987a577cd21342b65ecfd94632bd9a8da63ae6417644ee1"),
        ["yolo11s.pt"] = new(19313732, "85a76fe86dd8afe384648546b56a7a78580c7cb7b404fc595f97969322d502d5"),
        ["yolo11m.pt"] = new(40684120, "d5ffc1a674953a08e11a8d21e022781b1b23a19b730afc309290bd9fb5305b95"),
        ["yolo11l.pt"] = new(51387343, "9ebd0e09d59811db4b1d61e2bc6730649608b1ac47f8dd01e2da6bca7c20023f"),
        ["yolo11x.pt"] = new(114636239, "7bc158aa95c0ebfdd87f70f01653c1131b93e92522dbe15c228bcd742e773a24"),
        ["yolo11n-seg.pt"] = new(6182636, "55ed65c56c91713d23e8402371c6c49a6fd84f257f7dce452e8d70e41dcbe152"),
        ["yolo11s-seg.pt"] = new(20669228, "1caa81c0195412efa411b632bcfb8c184939dddb6ae41f6a80c41b211ff257c3"),
        ["yolo11m-seg.pt"] = new(45400152, "eb9a06f63e2206c35d68d839b08c362429ebecf933ad54c1ad68b2fd001c17cf"),
        ["yolo11l-seg.pt"] = new(56096965, "cabe90049795dfc9a370b7934d6dec7f6b9e44a20e573b0ff81b7e205512c872"),
        ["yolo11x-seg.pt"] = new(125090821, "4e53a5f5fd3ee2ae3361c62169c6bb3ed4ae251dd0e57606e230955aa52d919c"),
        ["yolo11n-pose.pt"] = new(6255593, "869e83fcdffdc7371fa4e34cd8e51c838cc729571d1635e5141e3075e9319dc0"),
        ["yolo11m-pose.pt"] = new(42459307, "29b17eaf3a3117cbea906090dbedf9159f7c6a49db58ec8b99ed2dfde1cf6eb2"),
        ["yolo11n-obb.pt"] = new(5795654, "b62898ebf38940ca4df323863e45ee9d84a1a46d5d11ebdde529fb33aa9f3a32"),
        ["yolo11s-obb.pt"] = new(null, "43fa63102922e0701501241b307420d24fc55e080816888b18bf8c6f96b1a45a"),
        ["yolo11m-obb.pt"] = new(null, "41832a4349c08190335bbc11a8e64726750702eb49cf09abb262bc394a13498c"),
        ["yolo11l-obb.pt"] = new(null, "92dcf9face59a821cd4ee93828f4c19b51f6dee9b842b23c1dacab7aa89039fc"),
        ["yolo11n-cls.pt"] = new(5790624, "c62d41bf9625777760018bf914d2e6cd472420ccd01706d97a61cb6c82502bd7"),
        ["yolo11s-cls.pt"] = new(null, "e2b605d1c8c212b434a75a32759a6f7adf1d2b29c35f76bdccd4c794cb653cf2"),
        ["yolo12n.pt"] = new(5595063, "419ff3dca37d69bacc93a50fa0c186a1c6f9fe62fae0f108b0872829689e9ca6"),
        ["yolo12s.pt"] = new(19006455, "e915c2c4286e3f6f8610ef106fa3f94a7b8c19b30eccede5887e22c33ef75f58"),
        ["yolo12m.pt"] = new(40904955, "4c6d179786eddf6134ee469ae2f4ce04cbe4e9d1a47d6b669d9cd6b9c6c513d8"),
        ["yolo12l.pt"] = new(53699086, "0babd8dc8f775bb64bb052debdff3d8b9e9b57efa9d7bfa11c84bb82c3fec336"),
        ["yolo12x.pt"] = new(119322638, "682ce8dadee004dbe964950f1bf3eda451671815a6ed62db80b398916b9b7c6f"),
        ["yolo26n.pt"] = new(5544453, "9b09cc8bf347f0fc8a5f7657480587f25db09b34bf33b0652110fb03a8ad4fef"),
        ["yolo26s.pt"] = new(20422725, "646f8bc3fe0a656803d95c294f7852321748cb29d13466a1af8862e2db384a1b"),
        ["yolo26m.pt"] = new(44255705, "401cea9ab23ad19246ff7744859816bc599f350e93c9dd30367b6f0a0745d0b7"),
        ["yolo26l.pt"] = new(53211173, "9fe3c544f2b19bebad7ea41e76d7ad3d88b7c2f10d11d24430c5311f6b32db26"),
        ["yolo26x.pt"] = new(118667365, "9fdd44a31c504547ffb81d2c6d9e6dac3493c8eaa8b0398d3f43bae6c7003e92"),
        ["yolo26n-seg.pt"] = new(6719965, "361fbfabab285c3237700b6bb91d7ecfa602cd945fffda8dbe1242829b71e73f"),
        ["yolo26s-seg.pt"] = new(23467933, "3da1d83e31caec96f9300eb4064f4f62882c133c7c264d63dfe61a7c197837a4"),
        ["yolo26m-seg.pt"] = new(54750385, "16b636f04e8fb6a325b3370f22dc5e5535ff473e384f4d041fd28d788f6ee9f5"),
        ["yolo26l-seg.pt"] = new(63700037, "636024306410afa1732692322fba57d22ea2b1c2f07613fcee131a93d7dd380c"),
        ["yolo26x-seg.pt"] = new(142129861, "92b3de0065766a17180d6219858717dc9d03cdce8a3ca9576c97fd75aabb64f3"),
        ["yolo26n-pose.pt"] = new(7878574, "eb3bb8268828aeaf515cec23a4bfafd793944a86fe9af94ba7823609c14522a9"),
        ["yolo26s-pose.pt"] = new(24151790, "a083adb42303728ae14c4bd6bd56d80da46f82fb2564dbd6f31dcc92ea321646"),
        ["yolo26m-pose.pt"] = new(null, "2fbf16367022256a226035695c5c389384c6706e8bb8ab8fcd0e7976f05443c4"),
        ["yolo26l-pose.pt"] = new(57995961, "ad33da8a29ea5772318c4c980844e47b56792d2b63815ad4e8e09c078c7d1abf"),
        ["yolo26x-pose.pt"] = new(126242553, "08ed9e01d22a6f248b04f2f9992016aca9a32250b9ab57057d886a09d026700d"),
        ["yolo26n-obb.pt"] = new(5907357, "6f51c78197aacda4a33be77294065a9001675fb893f56227a179731b53dbd2b0"),
        ["yolo26s-obb.pt"] = new(null, "38dbd72ef6804f9bbbea7ad20f486e6ca6e093c8cd9bc857207a846565bd6e0b"),
        ["yolo26m-obb.pt"] = new(null, "23e0630f66857cf4b87535f6e705b065f1e8a33603640b8e61ace85b75312903"),
        ["yolo26l-obb.pt"] = new(null, "8674b0c24bf68aab5eb45009e0ac3808ce432237edf8cb5c50ae2191cb263a2b"),
        ["yolo26n-cls.pt"] = new(null, "0dd6f8dbc448870ac98a3cbb7156f923f7ce21fed3755d4019169ffffd279e81"),
        ["yolo26s-cls.pt"] = new(null, "816790029d5df3fef358f03c8144b96339d8824ee25577aeda8be0963e5c5f09"),
        ["yolo26m-cls.pt"] = new(null, "9f6546f33a70d910e2cd6dcca5265c4617b5670b19a1f287c39e99258bade01a"),
        ["yolo26l-cls.pt"] = new(null, "7a3aebb7de6f5d79f0153da627a5f68bd3d7df30e648c0fdb7f9217986ee129e"),
        ["yolo26x-cls.pt"] = new(null, "ee88a0c71e9596cdfdbb71892725929cb4489b874d24fb581d20bffe79724386"),
        ["yolov8n.pt"] = new(6549796, "f59b3d833e2ff32e194b5bb8e08d211dc7c5bdf144b90d2c8412c47ccfc83b36"),
        ["yolov8s.pt"] = new(22588772, "1f47a78bf100391c2a140b7ac73a1caae18c32779be7d310658112f7ac9aa78a"),
        ["yolov8m.pt"] = new(52136884, "5d4a90cdc7a21786cc59cd19778e9eafff836df9e2da32524737c7ee6efe4fe5"),
        ["yolov8l.pt"] = new(87792836, "64c9115303f6a25575f82200d1b22ec409fa6bd7d08d0313884fc20d919478cd"),
        ["yolov8x.pt"] = new(136890692, "3df4ada6b4dad6d657868f2fdf7faecfb34dcfccf3a25c4b82079064718524c8"),
        ["yolov8n-seg.pt"] = new(7071756, "a7cd8f929e1903d78a12a48efecab430209f18dc46cb96c3599a5980c63c423c"),
        ["yolov8s-seg.pt"] = new(23914764, "0bac0770b55e5eb5b76a61bc535673288dcec36c2bc0cd25ee0d584c632f3413"),
        ["yolov8m-seg.pt"] = new(54921020, "51fa7e5ef385efa6d5b1d8e31b73399be6ed5d7ca71bda4bd4b2794bb445c4f4"),
        ["yolov8l-seg.pt"] = new(92417004, "ca3ec94c445aeaf79c2b57982fb451060f18a7561e2c20b4d26bb9dc1fcabf93"),
        ["yolov8x-seg.pt"] = new(144101612, "c333d6a7aff884ec821050eacdab29871f3edd10d996cf48746a02f8e01f1b5d"),
        ["yolov8n-pose.pt"] = new(6832633, "c6fa93dd1ee4a2c18c900a45c1d864a1c6f7aba75d84f91648a30b7fb641d212"),
    };
}
