package evaluations

// ColumnRoles are the roles that [Mapping.Set] knows.
func ColumnRoles() []string { return append(roleNames(), "condition", "axis") }

// Header is the names of the columns of a .csv or .parquet file, in their order.
func Header(path string) ([]string, error) {
	file, err := openSource(path)
	if err != nil {
		return nil, err
	}
	defer file.close()
	return file.header(), nil
}
