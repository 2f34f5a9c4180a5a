package show

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"html"
	"regexp"
	"strconv"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Format is the format of a file.
type Format string

// The formats of files.
const (
	SVGFormat Format = "svg"
	PDFFormat Format = "pdf"
	PNGFormat Format = "png"
)

// dpi is the resolution of PNG files, in dots per inch.
const dpi = 200

// File draws the figure, with the same bytes for the same figure. Its metadata are the title and the source.
func (f *Figure) File(format Format, s Style) ([]byte, error) {
	p := lay(f, s)
	var file bytes.Buffer
	switch format {
	case SVGFormat:
		c := vgsvg.New(p.width, p.height)
		p.onto(c)
		if _, err := c.WriteTo(&file); err != nil {
			return nil, err
		}
		return f.describeSVG(p.sized(file.Bytes()))
	case PDFFormat:
		fpdf.SetDefaultCreationDate(time.Unix(0, 0).UTC()) // the same bytes at any time
		fpdf.SetDefaultModificationDate(time.Unix(0, 0).UTC())
		fpdf.SetDefaultCatalogSort(true)
		c := vgpdf.New(p.width, p.height)
		p.onto(c)
		if _, err := c.WriteTo(&file); err != nil {
			return nil, err
		}
		return f.describePDF(file.Bytes())
	case PNGFormat:
		c := vgimg.NewWith(vgimg.UseWH(p.width, p.height), vgimg.UseDPI(dpi))
		p.onto(c)
		if _, err := (vgimg.PngCanvas{Canvas: c}).WriteTo(&file); err != nil {
			return nil, err
		}
		return f.describePNG(file.Bytes()), nil
	}
	return nil, fmt.Errorf("no format %s", format)
}

var (
	svgText  = regexp.MustCompile(`(?s)<text (.*?)>(.*?)</text>`)
	svgSize  = regexp.MustCompile(`font-size:([0-9.]+)px`)
	svgFaces = []byte("font-family:Liberation Sans;font-variant:normal;font-weight:normal;font-style:normal;")
)

// sized states how long each text is, so that it has its place with any font that a reader may have instead.
func (p *page) sized(svg []byte) []byte {
	svg = bytes.ReplaceAll(svg, svgFaces, nil) // said once, for all
	svg = bytes.Replace(svg, []byte("<svg "), []byte(`<svg font-family="Liberation Sans, Arimo, Arial, Helvetica, sans-serif" `), 1)
	return svgText.ReplaceAllFunc(svg, func(element []byte) []byte {
		m := svgText.FindSubmatch(element)
		size := svgSize.FindSubmatch(m[1])
		if size == nil {
			return element
		}
		points, err := strconv.ParseFloat(string(size[1]), 64)
		if err != nil {
			return element
		}
		style := p.text(p.ink, draw.XLeft)
		style.Font.Size = font.Length(points)
		width := style.Width(html.UnescapeString(string(m[2])))
		return fmt.Appendf(nil, `<text textLength="%.2f" lengthAdjust="spacingAndGlyphs" %s>%s</text>`, float64(width), m[1], m[2])
	})
}

// describeSVG adds <title> and <metadata> as the first elements.
func (f *Figure) describeSVG(svg []byte) ([]byte, error) {
	start := bytes.Index(svg, []byte("<svg"))
	end := bytes.IndexByte(svg[max(start, 0):], '>')
	if start < 0 || end < 0 {
		return nil, fmt.Errorf("the SVG has no element svg")
	}
	at := start + end + 1
	var b bytes.Buffer
	b.Write(svg[:at])
	for _, element := range []struct{ name, text string }{{"title", f.Title}, {"metadata", f.Source}} {
		fmt.Fprintf(&b, "\n<%s>", element.name)
		if err := xml.EscapeText(&b, []byte(element.text)); err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "</%s>", element.name)
	}
	b.Write(svg[at:])
	return b.Bytes(), nil
}

// describePNG adds iTXt chunks after the header (PNG specification, section 11.3.3.4).
func (f *Figure) describePNG(png []byte) []byte {
	const header = 8 + 4 + 4 + 13 + 4 // signature, and the chunk IHDR
	var b bytes.Buffer
	b.Write(png[:header])
	for _, entry := range []struct{ key, text string }{{"Title", f.Title}, {"Source", f.Source}} {
		chunk := []byte("iTXt" + entry.key + "\x00\x00\x00\x00\x00" + entry.text)
		b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4)))
		b.Write(chunk)
		b.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk)))
	}
	b.Write(png[header:])
	return b.Bytes()
}

var (
	pdfSize = regexp.MustCompile(`/Size (\d+)`)
	pdfRoot = regexp.MustCompile(`/Root (\d+ 0 R)`)
	pdfInfo = regexp.MustCompile(`/Info (\d+) 0 R`)
	pdfXref = regexp.MustCompile(`startxref\s+(\d+)`)
)

// describePDF replaces the document's information by an incremental update (ISO 32000-1, section 7.5.6): the canvas keeps that of its
// document to itself.
func (f *Figure) describePDF(pdf []byte) ([]byte, error) {
	trailer := pdf[max(0, bytes.LastIndex(pdf, []byte("trailer"))):]
	var found []string
	for _, pattern := range []*regexp.Regexp{pdfSize, pdfRoot, pdfInfo, pdfXref} {
		m := pattern.FindSubmatch(trailer)
		if m == nil {
			return nil, fmt.Errorf("the PDF has no %s", pattern)
		}
		found = append(found, string(m[1]))
	}
	b := bytes.NewBuffer(bytes.Clone(pdf))
	b.WriteByte('\n')
	at := b.Len()
	fmt.Fprintf(b, "%s 0 obj\n<</Title %s /Subject %s /Producer (circsim)>>\nendobj\n", found[2], pdfText(f.Title), pdfText(f.Source))
	table := b.Len()
	fmt.Fprintf(b, "xref\n%s 1\n%010d 00000 n \ntrailer\n<</Size %s /Root %s /Info %s 0 R /Prev %s>>\nstartxref\n%s\n%%%%EOF\n",
		found[2], at, found[0], found[1], found[2], found[3], strconv.Itoa(table))
	return b.Bytes(), nil
}

// pdfText is a string of a PDF, in UTF-16.
func pdfText(s string) string {
	text := "<FEFF"
	for _, unit := range utf16.Encode([]rune(s)) {
		text += fmt.Sprintf("%04X", unit)
	}
	return text + ">"
}
