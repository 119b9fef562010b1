using Yolo.Engine.Settings;

namespace Yolo.Engine.Exporting;

/// <summary>The formats that are written, and for those of the reference that are not, how one gets there from ONNX.</summary>
internal static class ExportFormats
{
    private const string Onnx = "onnx";

    // By the reference's names, in its order.
    private static readonly Dictionary<string, string> FromOnnx = new(StringComparer.OrdinalIgnoreCase)
    {
        ["torchscript"] = "nothing converts ONNX to TorchScript; ONNX Runtime runs the ONNX file from C++, C#, Java and Python",
        ["openvino"] = "OpenVINO reads ONNX as it is, and `ovc model.onnx` converts it",
        ["engine"] = "TensorRT makes it of ONNX on the machine where it will run: `trtexec --onnx=model.onnx --saveEngine=model.engine`",
        ["coreml"] = "ONNX Runtime runs the ONNX file with its CoreML provider",
        ["saved_model"] = "`onnx2tf -i model.onnx` converts ONNX",
        ["pb"] = "`onnx2tf -i model.onnx` converts ONNX",
        ["tflite"] = "`onnx2tf -i model.onnx` converts ONNX",
        ["edgetpu"] = "`onnx2tf -i model.onnx -oiqt` converts ONNX to 8 bits, `edgetpu_compiler` the outcome",
        ["tfjs"] = "`onnx2tf -i model.onnx` converts ONNX, `tensorflowjs_converter` the outcome; ONNX Runtime Web runs the ONNX file in browsers",
        ["paddle"] = "`x2paddle --framework=onnx --model=model.onnx --save_dir=out` converts ONNX",
        ["mnn"] = "`MNNConvert -f ONNX --modelFile model.onnx --MNNModel model.mnn --bizCode yolo` converts ONNX",
        ["ncnn"] = "`pnnx model.onnx` converts ONNX",
        ["imx"] = "Sony's IMX500 converter takes quantised ONNX",
        ["rknn"] = "RKNN-Toolkit2 loads ONNX (`rknn.load_onnx`)",
        ["executorch"] = "nothing converts ONNX to ExecuTorch; ONNX Runtime runs the ONNX file on phones",
        ["axelera"] = "Axelera's Voyager SDK compiles ONNX",
    };

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tensorrt"] = "engine",
        ["trt"] = "engine",
        ["mlmodel"] = "coreml",
        ["mlpackage"] = "coreml",
        ["tensorflow"] = "saved_model",
        ["tf"] = "saved_model",
        ["tfl"] = "tflite",
        ["litert"] = "tflite",
        ["paddlepaddle"] = "paddle",
    };

    /// <summary>The format's name on the command line.</summary>
    /// <exception cref="SettingException">There is no such format.</exception>
    internal static string NameOf(ExportFormat format) => format == ExportFormat.Onnx
        ? Onnx
        : throw new SettingException($"Format={format} is no format; ExportFormat has: {string.Join(", ", Enum.GetNames<ExportFormat>())}.");

    /// <summary>The format of a name.</summary>
    /// <param name="name">In any case.</param>
    /// <exception cref="SettingException">It is not written; the message says which are, and how to get from one of them to it.</exception>
    internal static ExportFormat Require(string name)
    {
        if (string.Equals(name, Onnx, StringComparison.OrdinalIgnoreCase))
        {
            return ExportFormat.Onnx;
        }

        var known = OtherNames.GetValueOrDefault(name, name);
        var way = FromOnnx.TryGetValue(known, out var found) ? $" Write format={Onnx}: {found}."
            : Spelling.Nearest(name, FromOnnx.Keys.Concat(OtherNames.Keys).Append(Onnx)) is { } nearest ? $" Did you mean '{nearest}'?"
            : "";
        throw new SettingException($"format={name} is not written here; {Onnx} is.{way}");
    }
}
