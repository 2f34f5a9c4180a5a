package output

import "strings"

// DamagedManifestError says that a manifest of circsim cannot be read. A sweep can write all of it again.
type DamagedManifestError struct {
	Path string
	Err  error
}

// Error returns the path, the fault, and what to do.
func (e *DamagedManifestError) Error() string {
	return e.Path + ": is damaged (" + e.Err.Error() + "); remove it; circsim sweep writes it again and keeps all that is finished"
}

// Unwrap returns the fault.
func (e *DamagedManifestError) Unwrap() error { return e.Err }

// manifestBegins is the start of every manifest.
const manifestBegins = "{\n  \"format\": "

// cutOff reports whether a text that is not JSON was a manifest of circsim: it begins like one, or its folder holds
// parts of circsim.
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
