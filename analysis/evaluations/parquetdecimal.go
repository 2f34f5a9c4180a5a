package evaluations

import (
	"math/big"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// decimalOf returns the scale of a DECIMAL type: its values are integers times 10^-scale.
func decimalOf(t parquet.Type) (scale int, ok bool) {
	if l := t.LogicalType(); l != nil {
		if d, is := l.Value.(*format.DecimalType); is {
			return int(d.Scale), true
		}
	}
	return 0, false
}

// decimalText returns a DECIMAL value as text, 25e-2 for 0.25. In bytes it is a big-endian two's complement.
func decimalText(v parquet.Value, scale int) string {
	digits := ""
	switch v.Kind() {
	case parquet.Int32, parquet.Int64:
		digits = strconv.FormatInt(intOf(v), 10)
	default:
		raw := v.ByteArray()
		x := new(big.Int).SetBytes(raw)
		if len(raw) > 0 && raw[0]&0x80 != 0 {
			x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
		}
		digits = x.String()
	}
	return digits + "e-" + strconv.Itoa(scale)
}

// decimalFloat returns the float64 nearest to a DECIMAL value.
func decimalFloat(v parquet.Value, scale int) float64 {
	x, _ := strconv.ParseFloat(decimalText(v, scale), 64) // an integer and an exponent
	return x
}
