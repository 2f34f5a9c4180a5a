package output

import "strings"

// DamagedManifestError says that a manifest of circsim cannot be read. It holds nothing that a
// sweep would not write again.
type DamagedManifestError struct {
	Path string
	Err  error
}

// Error gives the path, the fault, and what to do.
func (e *DamagedManifestError) Error() string {
	return e.Path + ": is damaged (" + e.Err.Error() + "); remove it; circsim sweep writes it again and keeps all that is finished"
}

// Unwrap gives the fault.
func (e *DamagedManifestError) Unwrap() error { return e.Err }

// manifestBegins is how every manifest begins.
const manifestBegins = "{\n  \"format\": "

// cutOff says whether a text that is no JSON was a manifest of circsim: it begins as one, or sound
// parts stand beside it.
func cutOff(text []byte, dir string) (bool, error) {
	if strings.HasPrefix(string(text), manifestBegins) {
		return true, nil
	}
	for _, t := range tables {
		paths, err := Parts(dir, t)
		if err != nil {
			return false, err
		}
		for _, path := range paths {
			if ourTable(path) == nil {
				return true, nil
			}
		}
	}
	return false, nil
}
