package claims

import (
	"path/filepath"

	"github.com/circsim/circsim/output"
)

// WritePicture draws the row's picture into a folder, as NAME.svg.
func (o *Outcome) WritePicture(dir string) error {
	text, err := o.Picture.SVG()
	if err != nil {
		return err
	}
	return output.WriteFile(filepath.Join(dir, o.Row.Name+".svg"), text)
}
