package palette

import (
	"image/color"
	"math"
	"testing"
)

// visions turn linear RGB into what is seen of it. Those of the three deficiencies are of severity 1 (G. M. Machado et al., IEEE Trans. Vis.
// Comput. Graph. 15 (2009), pp. 1291-1298).
var visions = []struct {
	name   string
	matrix [3][3]float64
}{
	{"trichromacy", [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"protanopia", [3][3]float64{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
	{"deuteranopia", [3][3]float64{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
	{"tritanopia", [3][3]float64{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
	{"grey", [3][3]float64{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}},
}

// seen is a colour in CIE L*a*b*, under D65, as a vision sees it.
func seen(c color.RGBA, matrix [3][3]float64) [3]float64 {
	linear := [3]float64{}
	for i, v := range []uint8{c.R, c.G, c.B} {
		linear[i] = Luminance(color.RGBA{v, v, v, 255})
	}
	var rgb [3]float64
	for i, row := range matrix {
		rgb[i] = min(1, max(0, row[0]*linear[0]+row[1]*linear[1]+row[2]*linear[2]))
	}
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047)
	y := f(0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2])
	z := f((0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// ciede2000 is the difference of two colours (G. Sharma et al., Color Res. Appl. 30 (2005), pp. 21-30).
func ciede2000(p, q [3]float64) float64 {
	const twentyFive = 25. * 25 * 25 * 25 * 25 * 25 * 25
	radians := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	chroma := (math.Hypot(p[1], p[2]) + math.Hypot(q[1], q[2])) / 2
	g := 0.5 * (1 - math.Sqrt(math.Pow(chroma, 7)/(math.Pow(chroma, 7)+twentyFive)))
	a1, a2 := p[1]*(1+g), q[1]*(1+g)
	c1, c2 := math.Hypot(a1, p[2]), math.Hypot(a2, q[2])
	hue := func(a, b float64) float64 { return math.Mod(math.Atan2(b, a)*180/math.Pi+360, 360) }
	h1, h2 := hue(a1, p[2]), hue(a2, q[2])
	turn, middle := 0.0, h1+h2
	if c1*c2 != 0 {
		turn = h2 - h1
		middle /= 2
		switch {
		case turn > 180:
			turn -= 360
		case turn < -180:
			turn += 360
		}
		if math.Abs(h1-h2) > 180 {
			middle = math.Mod(middle+180, 360)
		}
	}
	dL, dC, dH := q[0]-p[0], c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(radians(turn/2))
	l, c := (p[0]+q[0])/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos(radians(middle-30)) + 0.24*math.Cos(radians(2*middle)) + 0.32*math.Cos(radians(3*middle+6)) - 0.2*math.Cos(radians(4*middle-63))
	rotation := -math.Sin(radians(60*math.Exp(-(middle-275)/25*(middle-275)/25))) * 2 * math.Sqrt(math.Pow(c, 7)/(math.Pow(c, 7)+twentyFive))
	sL := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sC, sH := 1+0.045*c, 1+0.015*c*t
	return math.Sqrt(dL/sL*dL/sL + dC/sC*dC/sC + dH/sH*dH/sH + rotation*dC/sC*dH/sH)
}

// Differences are those of Sharma et al., Table 1.
func TestCIEDE2000(t *testing.T) {
	for _, c := range []struct {
		p, q [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{50, 2.5, 0}, [3]float64{58, 24, 15}, 19.4535},
		{[3]float64{22.7233, 20.0904, -46.6940}, [3]float64{23.0331, 14.9730, -42.5619}, 2.0373},
		{[3]float64{90.8027, -2.0831, 1.4410}, [3]float64{91.1528, -1.6435, 0.0447}, 1.4441},
	} {
		if got := ciede2000(c.p, c.q); math.Abs(got-c.want) > 1e-4 {
			t.Errorf("%v and %v: %.4f, expected %.4f", c.p, c.q, got, c.want)
		}
	}
}

// Colours of maps and lines are told apart by everyone, and in grey. Lines stand out from their ground.
func TestColoursAreToldApart(t *testing.T) {
	const apart, apartInGrey, contrast = 15, 11, 2.5
	for name, colours := range map[string][]color.RGBA{"regimes": Regimes, "light": OnLight, "dark": OnDark} {
		for _, v := range visions {
			least := float64(apart)
			if v.name == "grey" {
				least = apartInGrey
			}
			for i, c := range colours {
				for _, d := range colours[:i] {
					if far := ciede2000(seen(c, v.matrix), seen(d, v.matrix)); far < least {
						t.Errorf("%s, %s: %v and %v differ by %.1f, expected %g", name, v.name, c, d, far, least)
					}
				}
			}
		}
	}
	for _, ground := range []struct {
		of    color.RGBA
		lines []color.RGBA
	}{{Paper, OnLight}, {Night, OnDark}} {
		for _, c := range ground.lines {
			a, b := Luminance(c), Luminance(ground.of)
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < contrast {
				t.Errorf("%v on %v: contrast %.2f, expected %g", c, ground.of, ratio, contrast)
			}
		}
	}
}

// Shades darken by equal signs: every step of a tenth is seen, also in grey.
func TestShadesDarken(t *testing.T) {
	for _, v := range visions {
		for i := range 10 {
			light, dark := seen(Shade(float64(i)/10), v.matrix), seen(Shade(float64(i+1)/10), v.matrix)
			if light[0]-dark[0] < 4 {
				t.Errorf("%s: from %d to %d tenths lightness falls by %.1f", v.name, i, i+1, light[0]-dark[0])
			}
		}
	}
}
